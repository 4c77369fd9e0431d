package dev.postern.credential.access.kubernetes;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.net.HttpURLConnection;
import java.util.concurrent.TimeoutException;

/** What an answer of the API server, or its silence, says about a pod. */
final class ApiServerFailures {

  private ApiServerFailures() {}

  static AccessException of(Throwable failure) {
    return new AccessException(reason(failure), failure);
  }

  private static Reason reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return Reason.TIMED_OUT;
      }
      if (code(cause) > 0) {
        return reason(code(cause));
      }
    }
    return failure instanceof KubernetesClientException
        ? Reason.UNREACHABLE
        : Reason.CONNECTION_LOST;
  }

  /** The HTTP status that is in a failure; 0 or less where none is. */
  private static int code(Throwable failure) {
    if (failure instanceof KubernetesClientException) {
      return ((KubernetesClientException) failure).getCode();
    }
    return failure instanceof WebSocketHandshakeException
        ? ((WebSocketHandshakeException) failure).getResponse().code()
        : 0;
  }

  private static Reason reason(int code) {
    return switch (code) {
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          Reason.EXEC_FORBIDDEN;
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE -> Reason.POD_GONE;
      case HttpURLConnection.HTTP_CLIENT_TIMEOUT, HttpURLConnection.HTTP_GATEWAY_TIMEOUT ->
          Reason.TIMED_OUT;
      default -> Reason.UNREACHABLE;
    };
  }
}
