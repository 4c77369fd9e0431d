/** The page of a container's public addresses. */
package dev.postern.dashboard.ips;
