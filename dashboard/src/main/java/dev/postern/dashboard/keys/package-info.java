/** The page of SSH keys: what opens an account's containers at the gateway. */
package dev.postern.dashboard.keys;
