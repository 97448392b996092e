package io.fluxo.api.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Spring Authorization Server on a port of its own, with people who log in by a form. */
final class RealProvider implements AutoCloseable {

  static final String SECRET = "client-secret-canary-5b1e";
  static final String PASSWORD = "pw";

  /** A client whose ID tokens say nothing of addresses: they are told by the UserInfo endpoint. */
  static final String TERSE = "terse";

  /** Somebody as the provider knows them now. */
  record Person(String email, boolean verified) {}

  private final Map<String, Person> people = new ConcurrentHashMap<>();
  private final InMemoryRegisteredClientRepository clients =
      new InMemoryRegisteredClientRepository(client("unused", "http://127.0.0.1/unused"));
  private final AnnotationConfigServletWebServerApplicationContext context;
  private volatile RSAKey key = fresh("first");

  RealProvider() {
    context = new AnnotationConfigServletWebServerApplicationContext();
    context.registerBean(RealProvider.class, () -> this);
    context.register(Wiring.class);
    context.refresh();
  }

  String issuer() {
    return "http://127.0.0.1:" + context.getWebServer().getPort();
  }

  /** The secret of a client; no two have the same. */
  static String secret(String clientId) {
    return SECRET + clientId;
  }

  void register(String clientId, String redirectUri) {
    clients.save(client(clientId, redirectUri));
  }

  void knows(String name, String email, boolean verified) {
    people.put(name, new Person(email, verified));
  }

  /** Signs with a new key from now on, and publishes no other. */
  void rotate(String kid) {
    key = fresh(kid);
  }

  @Override
  public void close() {
    context.close();
  }

  private static RegisteredClient client(String id, String redirectUri) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientSecret("{noop}" + secret(id))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(redirectUri)
        .scope("openid")
        .scope("email")
        .scope("profile")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build())
        .build();
  }

  private static RSAKey fresh(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> claims(String name) {
    Person person = people.get(name);
    return Map.of(
        "sub",
        name,
        "name",
        "Person " + name,
        "email",
        person.email(),
        "email_verified",
        person.verified());
  }

  /** No configuration by name, which Fluxo would find and take for its own. */
  @EnableWebSecurity
  static class Wiring {

    @Bean
    TomcatServletWebServerFactory web() {
      TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
      factory.setAddress(InetAddress.getLoopbackAddress());
      factory.setRegisterDefaultServlet(true);
      return factory;
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, RealProvider provider) throws Exception {
      OAuth2AuthorizationServerConfigurer server =
          OAuth2AuthorizationServerConfigurer.authorizationServer();
      http.securityMatcher(server.getEndpointsMatcher())
          .with(
              server,
              configured ->
                  configured.oidc(
                      oidc ->
                          oidc.userInfoEndpoint(
                              info ->
                                  info.userInfoMapper(
                                      asked ->
                                          new OidcUserInfo(
                                              provider.claims(
                                                  asked.getAuthorization().getPrincipalName()))))))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .oauth2ResourceServer(tokens -> tokens.jwt(Customizer.withDefaults()))
          .exceptionHandling(
              each ->
                  each.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")));
      return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain form(HttpSecurity http) throws Exception {
      http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .formLogin(Customizer.withDefaults());
      return http.build();
    }

    @Bean
    UserDetailsService users() {
      return name -> User.withUsername(name).password("{noop}" + PASSWORD).roles("user").build();
    }

    @Bean
    RegisteredClientRepository clients(RealProvider provider) {
      return provider.clients;
    }

    @Bean
    AuthorizationServerSettings settings() {
      return AuthorizationServerSettings.builder().build();
    }

    @Bean
    JWKSource<SecurityContext> keys(RealProvider provider) {
      return (selector, nothing) -> selector.select(new JWKSet(provider.key));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> idTokens(RealProvider provider) {
      return token -> {
        if (token.getTokenType().getValue().equals("id_token")
            && !token.getRegisteredClient().getClientId().equals(TERSE)) {
          token
              .getClaims()
              .claims(all -> all.putAll(provider.claims(token.getPrincipal().getName())));
        }
      };
    }
  }
}
