package dev.postern.audit.access;

import dev.postern.audit.log.ReadSummary;
import dev.postern.audit.projection.Container;
import dev.postern.audit.projection.Sessions.Session;
import java.time.Instant;
import java.util.List;

/**
 * Who could log in where.
 *
 * @param containers those that the question is about, as they stood then
 * @param ways the ways in
 * @param inside who was in, as far as the log says
 * @param unknown what the log says nothing about, in sentences
 */
public record AccessAnswer(
    Instant at,
    List<Container> containers,
    List<WayIn> ways,
    List<Session> inside,
    List<String> unknown,
    ReadSummary read) {}
