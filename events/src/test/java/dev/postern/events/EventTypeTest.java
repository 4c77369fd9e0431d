package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.containers.PasswordReset;
import org.junit.jupiter.api.Test;

class EventTypeTest {

  @Test
  void namesFollowCloudEvents() {
    assertThat(EventCatalogue.typeOf(PasswordReset.class).cloudEventType())
        .isEqualTo("dev.postern.PasswordReset.v1");
  }

  @Test
  void aPublishedNameStaysWhateverItsClassIsCalled() {
    assertThat(EventCatalogue.types())
        .extracting(EventType::cloudEventType)
        .containsExactly(
            "dev.postern.platform.ContainerProvisioned.v1",
            "dev.postern.platform.ContainerStarted.v1",
            "dev.postern.platform.ContainerStopped.v1",
            "dev.postern.platform.ContainerRecreated.v1",
            "dev.postern.platform.ContainerRetired.v1",
            "dev.postern.ContainerRegistered.v1",
            "dev.postern.ContainerCreated.v1",
            "dev.postern.ContainerStarted.v1",
            "dev.postern.ContainerStopped.v1",
            "dev.postern.ContainerRecreated.v1",
            "dev.postern.ContainerDeleted.v1",
            "dev.postern.PasswordResetRequested.v1",
            "dev.postern.PasswordReset.v1",
            "dev.postern.PasswordResetFailed.v1",
            "dev.postern.PasswordResetSuperseded.v1",
            "dev.postern.PasswordDrifted.v1",
            "dev.postern.SecretExpired.v1",
            "dev.postern.SecretLeased.v1",
            "dev.postern.SecretAcknowledged.v1",
            "dev.postern.PlatformRequestRefused.v1",
            "dev.postern.AccessKeysRotated.v1",
            "dev.postern.ContainerUnreachable.v1",
            "dev.postern.KeyAdded.v1",
            "dev.postern.KeyRemoved.v1",
            "dev.postern.KeyDisabled.v1",
            "dev.postern.KeyExpired.v1",
            "dev.postern.PolicyChanged.v1",
            "dev.postern.EnvironmentShared.v1",
            "dev.postern.EnvironmentUnshared.v1",
            "dev.postern.PublicIpAttachRequested.v1",
            "dev.postern.PublicIpAttached.v1",
            "dev.postern.PublicIpMoved.v1",
            "dev.postern.PublicIpDetachRequested.v1",
            "dev.postern.PublicIpDetached.v1",
            "dev.postern.PublicIpReleased.v1",
            "dev.postern.IpQuotaChanged.v1",
            "dev.postern.PoolCreated.v1",
            "dev.postern.PoolResized.v1",
            "dev.postern.PoolDeleted.v1",
            "dev.postern.PublicIpConfirmed.v1",
            "dev.postern.PublicIpReleaseConfirmed.v1",
            "dev.postern.PublicIpRefused.v1",
            "dev.postern.CredentialsMailed.v1",
            "dev.postern.MailFailed.v1",
            "dev.postern.MailBounced.v1",
            "dev.postern.ContactChanged.v1",
            "dev.postern.ContactConfirmed.v1",
            "dev.postern.SessionOpened.v1",
            "dev.postern.SessionClosed.v1",
            "dev.postern.TerminalOpened.v1",
            "dev.postern.TerminalClosed.v1",
            "dev.postern.LoginRefused.v1",
            "dev.postern.RequestMade.v1",
            "dev.postern.RequestDenied.v1",
            "dev.postern.KeyState.v1",
            "dev.postern.ShareState.v1",
            "dev.postern.ContainerState.v1");
  }
}
