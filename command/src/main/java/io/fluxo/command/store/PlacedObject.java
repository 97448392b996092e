package io.fluxo.command.store;

import io.fluxo.messages.value.StoredPlace;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;

/** A stored payload that knows where it stands, so that its sealed values can be opened. */
record PlacedObject<T>(SerializedObject<T> stored, StoredPlace place)
    implements SerializedObject<T> {

  @Override
  public Class<T> getContentType() {
    return stored.getContentType();
  }

  @Override
  public SerializedType getType() {
    return stored.getType();
  }

  @Override
  public T getData() {
    return stored.getData();
  }
}
