/**
 * One <em>instance</em>: the root folder, the data folder and every fixed port of one product on
 * one machine. Instances have numbers, so that tests and a running product do not meet.
 */
package dev.postern.local.instance;
