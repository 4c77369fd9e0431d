package dev.postern.dashboard.page;

import dev.postern.dashboard.live.LivePosition;
import dev.postern.dashboard.page.Frame.Offers;
import dev.postern.dashboard.signin.SignedIn;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;

/** Makes frames for the person and the language of this request. */
@RequestScoped
public class Frames {

  private final SignedIn person;
  private final Language language;
  private final LivePosition position;
  private final NavigationNumbersReader numbersReader;
  private final Uni<NavigationNumbers> numbers;
  private Words words;

  Frames(
      SignedIn person,
      Language language,
      LivePosition position,
      NavigationNumbersReader numbersReader) {
    this.numbersReader = numbersReader;
    this.numbers = numbersReader.begin();
    this.person = person;
    this.language = language;
    this.position = position;
  }

  /**
   * @param section the entry of the navigation that the page belongs to
   */
  public Frame of(String section) {
    return new Frame(
        language.tag(),
        section,
        person.account(),
        offers(),
        position.text(),
        numbers,
        !numbersReader.isPart());
  }

  /** Of a page that needs no sign-in. */
  public Frame outside() {
    Uni<NavigationNumbers> none = Uni.createFrom().item(NavigationNumbers.NONE);
    return new Frame(language.tag(), "", null, Offers.NONE, null, none, false);
  }

  /** How many containers this person sees; the navigation has the same number. */
  public Uni<Integer> allContainers() {
    return numbersReader.allContainers();
  }

  /** What is offered to this person. */
  public Offers offers() {
    return new Offers(
        person.isOwner(),
        person.mayReset(),
        person.mayCheck(),
        person.readsKeys(),
        person.readsMails(),
        person.readsAll(),
        person.isOperator());
  }

  /** The template with its texts in the language of this request. */
  public TemplateInstance in(TemplateInstance template) {
    return template.setLocale(language.locale());
  }

  public Words words() {
    if (words == null) {
      words = Words.in(language.locale());
    }
    return words;
  }
}
