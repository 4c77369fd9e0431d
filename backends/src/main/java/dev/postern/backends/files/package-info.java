/** Files that only their owner may read, and folders that go when their user goes. */
package dev.postern.backends.files;
