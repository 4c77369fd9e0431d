/**
 * Files that only their owner may read, folders that go when their user goes, and the deletion of
 * whole folders.
 */
package dev.postern.backends.files;
