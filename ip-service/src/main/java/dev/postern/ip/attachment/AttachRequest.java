package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;

/**
 * One more address for a container, whichever is free.
 *
 * @param account whose the container must be; null for any
 * @param traceParent of the request; null for none
 */
record AttachRequest(String container, String account, Family family, String traceParent) {}
