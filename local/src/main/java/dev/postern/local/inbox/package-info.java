/** The inbox as people and programs read it: a page in the browser and the same as JSON. */
package dev.postern.local.inbox;
