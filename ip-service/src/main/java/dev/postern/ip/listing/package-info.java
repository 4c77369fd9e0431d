/** Pages of lists and their opaque cursors, the same for every list of this service. */
package dev.postern.ip.listing;
