/** The events of a container for its owner to read, from the table that publishing writes. */
package dev.postern.credential.history;
