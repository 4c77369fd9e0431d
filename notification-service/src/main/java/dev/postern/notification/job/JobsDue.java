package dev.postern.notification.job;

/** Fired after a commit that made a job due; whoever sends looks for it then. */
public record JobsDue() {}
