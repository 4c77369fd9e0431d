/**
 * Pages for operators: address pools, quotas, the mail queue, dead letters. For anybody else they
 * do not exist.
 */
package dev.postern.dashboard.operator;
