package dev.postern.backends.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest mails, oldest dropped first; with a folder, one JSON file each, named by its id. */
final class MailStore {

  private static final int KEPT = 10_000;

  private static final ObjectMapper JSON = MailJson.mapper();

  private final Optional<Path> folder;
  private final int bound;
  private final Deque<ReceivedMail> mails = new ArrayDeque<>();
  private long last;

  private MailStore(Optional<Path> folder, int bound) {
    this.folder = folder;
    this.bound = bound;
  }

  static MailStore inMemory() {
    return new MailStore(Optional.empty(), KEPT);
  }

  static MailStore in(Path folder) {
    return in(folder, KEPT);
  }

  static MailStore in(Path folder, int bound) {
    var store = new MailStore(Optional.of(folder), bound);
    store.load(folder);
    return store;
  }

  private void load(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(MailStore::read)
          .forEach(this::keep);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    last = mails.isEmpty() ? 0 : Long.parseLong(mails.getLast().id());
  }

  private static ReceivedMail read(Path file) {
    try {
      return JSON.readValue(file.toFile(), ReceivedMail.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Not a mail: " + file, e);
    }
  }

  /** Returns once the mail is kept, so that the sender's 250 is true. */
  synchronized void add(String to, byte[] mime) {
    ReceivedMail mail = MimeMail.parse(mime).received("%012d".formatted(++last), to);
    folder.ifPresent(place -> write(place, mail));
    keep(mail);
  }

  private void keep(ReceivedMail mail) {
    mails.addLast(mail);
    while (mails.size() > bound) {
      forget(mails.removeFirst());
    }
  }

  private static void write(Path folder, ReceivedMail mail) {
    try {
      PrivateFiles.write(file(folder, mail), JSON.writeValueAsBytes(mail));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forget(ReceivedMail mail) {
    folder.ifPresent(
        place -> {
          try {
            Files.deleteIfExists(file(place, mail));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Path file(Path folder, ReceivedMail mail) {
    return folder.resolve(mail.id() + ".json");
  }

  synchronized List<ReceivedMail> newestFirst() {
    var list = new ArrayList<>(mails);
    Collections.reverse(list);
    return Collections.unmodifiableList(list);
  }

  synchronized void clear() {
    mails.forEach(this::forget);
    mails.clear();
  }
}
