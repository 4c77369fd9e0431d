package dev.postern.credential.testing;

import dev.postern.backends.containers.LocalContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A container's files, by sftp: sshd serves them itself, whatever root's shell and its start-up
 * files do.
 */
public final class SftpFiles {

  private final LocalContainer container;

  public SftpFiles(LocalContainer container) {
    this.container = container;
  }

  public void write(String path, String text) throws IOException, InterruptedException {
    Path file = Files.writeString(Files.createTempFile("sftp", ""), text);
    try {
      run("put " + file + " " + path);
    } finally {
      Files.delete(file);
    }
  }

  public String read(String path) throws IOException, InterruptedException {
    Path file = Files.createTempFile("sftp", "");
    try {
      run("get " + path + " " + file);
      return Files.readString(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Of sftp(1); one that begins with a hyphen may fail. */
  public void run(String commands) throws IOException, InterruptedException {
    Process sftp =
        new ProcessBuilder(
                "sftp",
                "-q",
                "-b",
                "-",
                "-F",
                "none",
                "-i",
                CredentialFiles.managementKeyFile().toString(),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-P",
                Integer.toString(container.port()),
                "root@" + container.host())
            .redirectErrorStream(true)
            .start();
    try {
      sftp.getOutputStream().write((commands + "\n").getBytes());
      sftp.getOutputStream().close();
      String output = new String(sftp.getInputStream().readAllBytes());
      if (!sftp.waitFor(20, TimeUnit.SECONDS) || sftp.exitValue() != 0) {
        throw new IOException("sftp failed: " + output);
      }
    } finally {
      sftp.destroyForcibly();
    }
  }
}
