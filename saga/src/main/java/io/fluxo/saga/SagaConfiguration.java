package io.fluxo.saga;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fluxo.messages.work.SagaHandoff;
import io.fluxo.saga.compensation.Compensation;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.json.JacksonSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the sagas. They are fed event by event, see {@link SagaHandoff}. */
@Configuration(proxyBeanMethods = false)
class SagaConfiguration {

  @Bean
  SagaHandoff sagas(ConnectionProvider connections, CommandGateway commands) {
    return new ToldSagas(compensation(store(connections), commands));
  }

  private static AnnotatedSagaManager<Compensation> compensation(
      SagaStore<Object> store, CommandGateway commands) {
    ParameterResolverFactory parameters =
        MultiParameterResolverFactory.ordered(
            ClasspathParameterResolverFactory.forClass(Compensation.class),
            new SimpleResourceParameterResolverFactory(java.util.List.of(commands)));
    AnnotatedSagaRepository<Compensation> repository =
        AnnotatedSagaRepository.<Compensation>builder()
            .sagaType(Compensation.class)
            .parameterResolverFactory(parameters)
            .sagaStore(store)
            .build();
    return AnnotatedSagaManager.<Compensation>builder()
        .sagaType(Compensation.class)
        .parameterResolverFactory(parameters)
        .sagaRepository(repository)
        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
        .build();
  }

  private static JdbcSagaStore store(ConnectionProvider connections) {
    JsonMapper fields =
        JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();
    SagaSchema tables =
        SagaSchema.builder()
            .sagaEntryTable("saga")
            .associationValueEntryTable("saga_association")
            .build();
    return JdbcSagaStore.builder()
        .connectionProvider(connections)
        .sqlSchema(new PostgresSagaSqlSchema(tables))
        .serializer(JacksonSerializer.builder().objectMapper(fields).build())
        .build();
  }
}
