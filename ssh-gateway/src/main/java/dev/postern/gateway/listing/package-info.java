/** Lists in parts: limit and cursor as every service has them. */
package dev.postern.gateway.listing;
