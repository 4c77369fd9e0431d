/** Follows ip-service's events: which public addresses answer for a container. */
package dev.postern.credential.address;
