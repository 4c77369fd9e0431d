package dev.postern.dashboard.services;

import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ClientWebApplicationException;

/** Tells a service that gives no answer from every other failure. */
public final class Outages {

  private Outages() {}

  public static boolean isOutage(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(10)
        .anyMatch(Outages::saysSo);
  }

  private static boolean saysSo(Throwable cause) {
    return cause instanceof ServiceDownException
        || cause instanceof ProcessingException
        || cause instanceof ClientWebApplicationException // an answer that is not what it should be
        || cause instanceof IOException
        || cause instanceof TimeoutException;
  }
}
