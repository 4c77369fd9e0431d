package dev.postern.notification.mail;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What a mail's two templates print. */
record MailBody(String text, String html) {

  static Uni<MailBody> render(MailModel mail, String locale) {
    TemplateInstance template =
        mail.setAttribute(TemplateInstance.LOCALE, locale).templateInstance();
    return part(template, Variant.TEXT_PLAIN)
        .chain(text -> part(template, Variant.TEXT_HTML).map(html -> new MailBody(text, html)));
  }

  private static Uni<String> part(TemplateInstance template, String type) {
    return Uni.createFrom()
        .completionStage(
            () ->
                template
                    .setAttribute(TemplateInstance.SELECTED_VARIANT, variantOf(template, type))
                    .renderAsync());
  }

  @SuppressWarnings("unchecked")
  private static Variant variantOf(TemplateInstance template, String type) {
    return ((List<Variant>) template.getAttribute(TemplateInstance.VARIANTS))
        .stream()
            .filter(variant -> variant.getContentType().equals(type))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("a mail has no template for " + type));
  }

  /** Redacted: it may hold a password. */
  @Override
  public String toString() {
    return "MailBody[redacted]";
  }
}
