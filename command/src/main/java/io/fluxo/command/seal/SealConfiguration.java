package io.fluxo.command.seal;

import io.fluxo.messages.seal.Sealer;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.value.SealedColumns;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the keys under which payloads are sealed. */
@Configuration
public class SealConfiguration {

  private final SecureRandom random = new SecureRandom();
  private final Nonces nonces = new Nonces(random);

  @Bean
  TenantKeys tenantKeys(
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      Sealing sealing,
      InstantSource clock) {
    return new TenantKeys(jdbc, transactions, sealing, random, clock);
  }

  @Bean
  Subjects subjects(JdbcTemplate jdbc, TenantKeys tenants, InstantSource clock) {
    return new Subjects(new SubjectTable(jdbc), tenants, random, nonces, clock);
  }

  @Bean
  DataKeys dataKeys(JdbcTemplate jdbc, TenantKeys tenants, Subjects subjects) {
    return new DataKeys(new KeyTable(jdbc), tenants, subjects, random, nonces);
  }

  @Bean
  KeyDestruction keyDestruction(
      JdbcTemplate jdbc,
      DataKeys keys,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    return new KeyDestruction(
        new SubjectTable(jdbc), new KeyTable(jdbc), keys, transactions, clock);
  }

  @Bean
  DataSubjects dataSubjects(JdbcTemplate jdbc, Subjects subjects) {
    return new HeldSubjects(subjects, new KeyTable(jdbc));
  }

  @Bean
  SealedColumns sealedColumns(Sealer sealer) {
    return new SealedColumns(sealer);
  }

  @Bean
  Sealer sealer(
      DataKeys keys, TenantKeys tenants, @Value("${fluxo.sealing.enabled:true}") boolean enabled) {
    return new RunSealer(keys, tenants, enabled);
  }
}
