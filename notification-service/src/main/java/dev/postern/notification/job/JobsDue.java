package dev.postern.notification.job;

/** Fired after a commit that made a job due; wakes the delivery worker. */
public record JobsDue() {}
