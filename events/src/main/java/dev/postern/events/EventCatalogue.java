package dev.postern.events;

import dev.postern.events.containers.AccessKeysRotated;
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
import dev.postern.events.containers.PlatformRequestRefused;
import dev.postern.events.containers.SecretAcknowledged;
import dev.postern.events.containers.SecretExpired;
import dev.postern.events.containers.SecretLeased;
import dev.postern.events.ips.IpQuotaChanged;
import dev.postern.events.ips.PoolCreated;
import dev.postern.events.ips.PoolDeleted;
import dev.postern.events.ips.PoolResized;
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
import dev.postern.events.keys.KeyExpired;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.keys.PolicyChanged;
import dev.postern.events.notifications.ContactChanged;
import dev.postern.events.notifications.ContactConfirmed;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.notifications.MailBounced;
import dev.postern.events.notifications.MailFailed;
import dev.postern.events.platform.ContainerProvisioned;
import dev.postern.events.platform.ContainerRetired;
import dev.postern.events.requests.RequestDenied;
import dev.postern.events.requests.RequestMade;
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

/**
 * Every type that is published, in every version that is. A name is a contract: it does not follow
 * when a class is renamed.
 */
public final class EventCatalogue {

  private static final List<EventType<?>> TYPES =
      List.of(
          platform("ContainerProvisioned", ContainerProvisioned.class),
          platform("ContainerStarted", dev.postern.events.platform.ContainerStarted.class),
          platform("ContainerStopped", dev.postern.events.platform.ContainerStopped.class),
          platform("ContainerRecreated", dev.postern.events.platform.ContainerRecreated.class),
          platform("ContainerRetired", ContainerRetired.class),
          v1("ContainerRegistered", ContainerRegistered.class, Topics.CONTAINERS),
          v1("ContainerCreated", ContainerCreated.class, Topics.CONTAINERS),
          v1("ContainerStarted", ContainerStarted.class, Topics.CONTAINERS),
          v1("ContainerStopped", ContainerStopped.class, Topics.CONTAINERS),
          v1("ContainerRecreated", ContainerRecreated.class, Topics.CONTAINERS),
          v1("ContainerDeleted", ContainerDeleted.class, Topics.CONTAINERS),
          v1("PasswordResetRequested", PasswordResetRequested.class, Topics.CONTAINERS),
          v1("PasswordReset", PasswordReset.class, Topics.CONTAINERS),
          v1("PasswordResetFailed", PasswordResetFailed.class, Topics.CONTAINERS),
          v1("PasswordResetSuperseded", PasswordResetSuperseded.class, Topics.CONTAINERS),
          v1("PasswordDrifted", PasswordDrifted.class, Topics.CONTAINERS),
          v1("SecretExpired", SecretExpired.class, Topics.CONTAINERS),
          v1("SecretLeased", SecretLeased.class, Topics.CONTAINERS),
          v1("SecretAcknowledged", SecretAcknowledged.class, Topics.CONTAINERS),
          v1("PlatformRequestRefused", PlatformRequestRefused.class, Topics.CONTAINERS),
          v1("AccessKeysRotated", AccessKeysRotated.class, Topics.CONTAINERS),
          v1("ContainerUnreachable", ContainerUnreachable.class, Topics.CONTAINERS),
          v1("KeyAdded", KeyAdded.class, Topics.KEYS),
          v1("KeyRemoved", KeyRemoved.class, Topics.KEYS),
          v1("KeyDisabled", KeyDisabled.class, Topics.KEYS),
          v1("KeyExpired", KeyExpired.class, Topics.KEYS),
          v1("PolicyChanged", PolicyChanged.class, Topics.KEYS),
          v1("EnvironmentShared", EnvironmentShared.class, Topics.KEYS),
          v1("EnvironmentUnshared", EnvironmentUnshared.class, Topics.KEYS),
          v1("PublicIpAttachRequested", PublicIpAttachRequested.class, Topics.IPS),
          v1("PublicIpAttached", PublicIpAttached.class, Topics.IPS),
          v1("PublicIpMoved", PublicIpMoved.class, Topics.IPS),
          v1("PublicIpDetachRequested", PublicIpDetachRequested.class, Topics.IPS),
          v1("PublicIpDetached", PublicIpDetached.class, Topics.IPS),
          v1("PublicIpReleased", PublicIpReleased.class, Topics.IPS),
          v1("IpQuotaChanged", IpQuotaChanged.class, Topics.IPS),
          v1("PoolCreated", PoolCreated.class, Topics.IPS),
          v1("PoolResized", PoolResized.class, Topics.IPS),
          v1("PoolDeleted", PoolDeleted.class, Topics.IPS),
          v1("PublicIpConfirmed", PublicIpConfirmed.class, Topics.PLATFORM_IPS),
          v1("PublicIpReleaseConfirmed", PublicIpReleaseConfirmed.class, Topics.PLATFORM_IPS),
          v1("PublicIpRefused", PublicIpRefused.class, Topics.PLATFORM_IPS),
          v1("CredentialsMailed", CredentialsMailed.class, Topics.NOTIFICATIONS),
          v1("MailFailed", MailFailed.class, Topics.NOTIFICATIONS),
          v1("MailBounced", MailBounced.class, Topics.NOTIFICATIONS),
          v1("ContactChanged", ContactChanged.class, Topics.NOTIFICATIONS),
          v1("ContactConfirmed", ContactConfirmed.class, Topics.NOTIFICATIONS),
          v1("SessionOpened", SessionOpened.class, Topics.SESSIONS),
          v1("SessionClosed", SessionClosed.class, Topics.SESSIONS),
          v1("TerminalOpened", TerminalOpened.class, Topics.SESSIONS),
          v1("TerminalClosed", TerminalClosed.class, Topics.SESSIONS),
          v1("LoginRefused", LoginRefused.class, Topics.SESSIONS),
          v1("RequestMade", RequestMade.class, Topics.REQUESTS),
          v1("RequestDenied", RequestDenied.class, Topics.REQUESTS),
          v1("KeyState", KeyState.class, Topics.STATE_KEYS),
          v1("ShareState", ShareState.class, Topics.STATE_SHARES),
          v1("ContainerState", ContainerState.class, Topics.STATE_CONTAINERS));

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
  private static <T extends EventData> EventType<T> platform(String name, Class<T> data) {
    return new EventType<>("platform." + name, 1, Topics.PLATFORM_CONTAINERS, data);
  }

  private static <T extends EventData> EventType<T> v1(String name, Class<T> data, String topic) {
    return new EventType<>(name, 1, topic, data);
  }
}
