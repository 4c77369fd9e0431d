/** Where a container's latest password is, and where its mail went, in words. */
package dev.postern.dashboard.passwords;
