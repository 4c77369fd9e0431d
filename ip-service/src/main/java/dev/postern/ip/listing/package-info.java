/** The cursors of lists, the same for every list of this service. */
package dev.postern.ip.listing;
