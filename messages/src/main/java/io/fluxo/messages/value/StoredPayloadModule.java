package io.fluxo.messages.value;

import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.jspecify.annotations.Nullable;

/**
 * The codec of {@link Payload} and of {@link Personal} texts in the event store. A value is sealed:
 * in its place stands an object with the only member {@code $flx} whose value is nonce, cipher text
 * and tag of its JSON, in Base64. One that is large is kept by a sink, and a reference stands for
 * it: {@code {"$flx":{"sha256":"...","bytes":12345,"t":"tenant","w":"workspace"}}}. What holds
 * nothing ({@code null}, empty texts, lists and objects), and everything where no sink seals,
 * stands as its JSON. An object of a user that looks like a mark is written as {@code
 * {"$flx":{"value":...}}}.
 *
 * <p>A reader has to be told where what it reads stood, by an attribute {@link StoredPlace}.
 */
public final class StoredPayloadModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  /**
   * Reads and writes.
   *
   * @param inline bytes up to which a value stands in place, as {@link JsonSize} counts them
   */
  public StoredPayloadModule(
      PayloadSource source, PayloadSink sink, PayloadOpener opener, long inline) {
    super("fluxo-stored-payload");
    StoredPayloadWriter writer = new StoredPayloadWriter(sink, inline);
    StoredPayloadReader reader = new StoredPayloadReader(source, opener);
    addSerializer(Payload.class, writer);
    addDeserializer(Payload.class, reader);
    texts = new Texts(new PersonalText.Writer(writer), new PersonalText.Reader(reader));
  }

  private final transient Texts texts;

  /** Reads what was stored, and writes everything in place and in the clear. */
  public static StoredPayloadModule reading(PayloadSource source, PayloadOpener opener) {
    return new StoredPayloadModule(source, PayloadSink.NONE, opener, Long.MAX_VALUE);
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.insertAnnotationIntrospector(texts);
  }

  /** Finds the codec of {@link Personal} texts. */
  private static final class Texts extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    private final transient PersonalText.Writer writer;
    private final transient PersonalText.Reader reader;

    Texts(PersonalText.Writer writer, PersonalText.Reader reader) {
      this.writer = writer;
      this.reader = reader;
    }

    @Override
    public @Nullable Object findSerializer(Annotated property) {
      return property.hasAnnotation(Personal.class) ? writer : null;
    }

    @Override
    public @Nullable Object findDeserializer(Annotated property) {
      return property.hasAnnotation(Personal.class) ? reader : null;
    }
  }
}
