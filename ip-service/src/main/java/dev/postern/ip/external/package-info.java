/**
 * The plane of a platform with its own network control: what is published on {@code postern.ips} is
 * the request, and that platform's events on {@code platform.ips} say what became of it.
 */
package dev.postern.ip.external;
