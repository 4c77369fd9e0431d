/** The page of shares: which environments another account's keys open at the gateway. */
package dev.postern.dashboard.shares;
