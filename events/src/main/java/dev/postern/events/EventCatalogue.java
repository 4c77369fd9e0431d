package dev.postern.events;

import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.containers.ContainerUnreachable;
import dev.postern.events.containers.PasswordDrifted;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.events.containers.PasswordResetSuperseded;
import dev.postern.events.containers.SecretExpired;
import dev.postern.events.ips.PublicIpAttachRequested;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpConfirmed;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.ips.PublicIpRefused;
import dev.postern.events.ips.PublicIpReleaseConfirmed;
import dev.postern.events.ips.PublicIpReleased;
import dev.postern.events.keys.EnvironmentShared;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.notifications.MailBounced;
import dev.postern.events.notifications.MailFailed;
import dev.postern.events.platform.ContainerProvisioned;
import dev.postern.events.platform.ContainerRetired;
import dev.postern.events.sessions.LoginRefused;
import dev.postern.events.sessions.SessionClosed;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.events.sessions.TerminalClosed;
import dev.postern.events.sessions.TerminalOpened;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every type that is published, in every version that is. */
public final class EventCatalogue {

  private static final List<EventType<?>> TYPES =
      List.of(
          platform(ContainerProvisioned.class),
          platform(dev.postern.events.platform.ContainerStarted.class),
          platform(dev.postern.events.platform.ContainerStopped.class),
          platform(dev.postern.events.platform.ContainerRecreated.class),
          platform(ContainerRetired.class),
          v1(ContainerRegistered.class, Topics.CONTAINERS),
          v1(ContainerCreated.class, Topics.CONTAINERS),
          v1(ContainerStarted.class, Topics.CONTAINERS),
          v1(ContainerStopped.class, Topics.CONTAINERS),
          v1(ContainerRecreated.class, Topics.CONTAINERS),
          v1(ContainerDeleted.class, Topics.CONTAINERS),
          v1(PasswordResetRequested.class, Topics.CONTAINERS),
          v1(PasswordReset.class, Topics.CONTAINERS),
          v1(PasswordResetFailed.class, Topics.CONTAINERS),
          v1(PasswordResetSuperseded.class, Topics.CONTAINERS),
          v1(PasswordDrifted.class, Topics.CONTAINERS),
          v1(SecretExpired.class, Topics.CONTAINERS),
          v1(ContainerUnreachable.class, Topics.CONTAINERS),
          v1(KeyAdded.class, Topics.KEYS),
          v1(KeyRemoved.class, Topics.KEYS),
          v1(KeyDisabled.class, Topics.KEYS),
          v1(EnvironmentShared.class, Topics.KEYS),
          v1(EnvironmentUnshared.class, Topics.KEYS),
          v1(PublicIpAttachRequested.class, Topics.IPS),
          v1(PublicIpAttached.class, Topics.IPS),
          v1(PublicIpMoved.class, Topics.IPS),
          v1(PublicIpDetachRequested.class, Topics.IPS),
          v1(PublicIpDetached.class, Topics.IPS),
          v1(PublicIpReleased.class, Topics.IPS),
          v1(PublicIpConfirmed.class, Topics.PLATFORM_IPS),
          v1(PublicIpReleaseConfirmed.class, Topics.PLATFORM_IPS),
          v1(PublicIpRefused.class, Topics.PLATFORM_IPS),
          v1(CredentialsMailed.class, Topics.NOTIFICATIONS),
          v1(MailFailed.class, Topics.NOTIFICATIONS),
          v1(MailBounced.class, Topics.NOTIFICATIONS),
          v1(SessionOpened.class, Topics.SESSIONS),
          v1(SessionClosed.class, Topics.SESSIONS),
          v1(TerminalOpened.class, Topics.SESSIONS),
          v1(TerminalClosed.class, Topics.SESSIONS),
          v1(LoginRefused.class, Topics.SESSIONS),
          v1(KeyState.class, Topics.STATE_KEYS),
          v1(ShareState.class, Topics.STATE_SHARES),
          v1(ContainerState.class, Topics.STATE_CONTAINERS));

  private static final Map<String, EventType<?>> BY_NAME =
      TYPES.stream()
          .collect(Collectors.toUnmodifiableMap(EventType::cloudEventType, Function.identity()));

  private static final Map<Class<?>, EventType<?>> BY_DATA =
      TYPES.stream().collect(Collectors.toUnmodifiableMap(EventType::data, Function.identity()));

  private EventCatalogue() {}

  public static List<EventType<?>> types() {
    return TYPES;
  }

  /**
   * @param cloudEventType such as {@code dev.postern.PasswordReset.v1}
   */
  public static Optional<EventType<?>> typeOf(String cloudEventType) {
    return Optional.ofNullable(BY_NAME.get(cloudEventType));
  }

  /**
   * @throws IllegalArgumentException where the record is not of the catalogue
   */
  public static EventType<?> typeOf(Class<? extends EventData> data) {
    EventType<?> type = BY_DATA.get(data);
    if (type == null) {
      throw new IllegalArgumentException(data.getName() + " is not in the catalogue");
    }
    return type;
  }

  /** A platform's events have a name space of their own: what it says is not yet what happened. */
  private static <T extends EventData> EventType<T> platform(Class<T> data) {
    return new EventType<>("platform." + data.getSimpleName(), 1, Topics.PLATFORM_CONTAINERS, data);
  }

  private static <T extends EventData> EventType<T> v1(Class<T> data, String topic) {
    return new EventType<>(data.getSimpleName(), 1, topic, data);
  }
}
