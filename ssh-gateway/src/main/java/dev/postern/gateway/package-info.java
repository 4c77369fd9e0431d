/**
 * The SSH gateway: people log in with their key and get into their containers. It owns nothing
 * durable; what it knows comes from the compacted state topics.
 */
package dev.postern.gateway;
