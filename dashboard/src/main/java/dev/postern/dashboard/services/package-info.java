/**
 * The services' REST APIs as the pages use them, called with the signed-in person's token; their
 * refusals as sentences, and their outages as parts of a page that are not there.
 */
package dev.postern.dashboard.services;
