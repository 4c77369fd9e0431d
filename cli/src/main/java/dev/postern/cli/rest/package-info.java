/** The services' REST, asked with a bearer token. */
package dev.postern.cli.rest;
