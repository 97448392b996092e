package io.fluxo.api.context;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.Module;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.PayloadModule;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** JSON at the edge: strict, bounded in depth, absent for null. */
@Configuration
class JsonConfiguration {

  @Bean
  Module payloadModule() {
    return new PayloadModule();
  }

  @Bean
  Jackson2ObjectMapperBuilderCustomizer bounds() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(Json.MAX_DEPTH)
            .maxNumberLength(64)
            .maxNameLength(1_024)
            .build();
    return builder ->
        builder
            .factory(JsonFactory.builder().streamReadConstraints(bounds).build())
            .postConfigurer(
                mapper ->
                    mapper.setDefaultPropertyInclusion(
                        JsonInclude.Value.construct(
                            JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS)));
  }
}
