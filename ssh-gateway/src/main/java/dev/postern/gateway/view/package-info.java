/**
 * What the gateway knows, in memory: keys, shares and containers from the compacted state topics. A
 * login asks nothing but this view, so it works while everything else is down. Hides how records
 * become state.
 */
package dev.postern.gateway.view;
