/** The trees over HTTP, as C2SP tlog-tiles. */
package dev.postern.notary.tiles;
