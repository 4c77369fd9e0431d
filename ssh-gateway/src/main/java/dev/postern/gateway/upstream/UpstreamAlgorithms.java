package dev.postern.gateway.upstream;

import dev.postern.umac.UmacFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/**
 * What is offered to containers, fastest first: a container that OpenSSH's client reaches with its
 * defaults is reached here too, so what is slow in Java is offered last instead of not at all. To
 * the container the gateway is the client, and the client's order wins.
 */
final class UpstreamAlgorithms {

  private static final List<BuiltinDHFactories> KEY_EXCHANGES =
      List.of(
          BuiltinDHFactories.curve25519,
          BuiltinDHFactories.curve25519_libssh,
          BuiltinDHFactories.ecdhp256,
          BuiltinDHFactories.ecdhp384,
          BuiltinDHFactories.ecdhp521,
          BuiltinDHFactories.mlkem768x25519,
          BuiltinDHFactories.sntrup761x25519,
          BuiltinDHFactories.sntrup761x25519_openssh,
          BuiltinDHFactories.dhgex256,
          BuiltinDHFactories.dhg16_512,
          BuiltinDHFactories.dhg18_512,
          BuiltinDHFactories.dhg14_256);

  private static final List<BuiltinCiphers> CIPHERS =
      List.of(
          BuiltinCiphers.aes128gcm,
          BuiltinCiphers.aes256gcm,
          BuiltinCiphers.aes128ctr,
          BuiltinCiphers.aes192ctr,
          BuiltinCiphers.aes256ctr,
          BuiltinCiphers.cc20p1305_openssh);

  private static final List<NamedFactory<Mac>> MACS =
      List.of(
          BuiltinMacs.hmacsha256etm,
          BuiltinMacs.hmacsha512etm,
          BuiltinMacs.hmacsha256,
          BuiltinMacs.hmacsha512,
          BuiltinMacs.hmacsha1etm,
          BuiltinMacs.hmacsha1,
          UmacFactory.UMAC_128_ETM,
          UmacFactory.UMAC_64_ETM,
          UmacFactory.UMAC_128,
          UmacFactory.UMAC_64);

  private static final List<BuiltinSignatures> HOST_KEYS =
      List.of(
          BuiltinSignatures.ed25519,
          BuiltinSignatures.nistp256,
          BuiltinSignatures.nistp384,
          BuiltinSignatures.nistp521,
          BuiltinSignatures.sk_ssh_ed25519,
          BuiltinSignatures.sk_ecdsa_sha2_nistp256,
          BuiltinSignatures.rsaSHA512,
          BuiltinSignatures.rsaSHA256);

  private UpstreamAlgorithms() {}

  static void offer(SshClient client) {
    client.setKeyExchangeFactories(
        KEY_EXCHANGES.stream()
            .filter(BuiltinDHFactories::isSupported)
            .map(ClientBuilder.DH2KEX)
            .toList());
    List<NamedFactory<Cipher>> ciphers = new ArrayList<>(CIPHERS);
    client.setCipherFactories(ciphers);
    client.setMacFactories(MACS);
    List<NamedFactory<Signature>> hostKeys = new ArrayList<>(HOST_KEYS);
    client.setSignatureFactories(hostKeys);
  }
}
