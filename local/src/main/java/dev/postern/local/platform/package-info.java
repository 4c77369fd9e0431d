/** The product's public REST APIs as a hosting platform uses them. */
package dev.postern.local.platform;
