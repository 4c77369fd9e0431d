/** What the tests of this service share: its files, requests, and a door into its database. */
package dev.postern.credential.testing;
