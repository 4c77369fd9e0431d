/**
 * Where the hashes of a partition's tree are kept and read: files, and tiles over HTTP (C2SP
 * tlog-tiles).
 */
package dev.postern.transparency.tree;
