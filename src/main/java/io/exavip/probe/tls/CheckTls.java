package io.exavip.probe.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;

/**
 * The TLS of a check: whom it trusts, what it shows, and the name that it asks for. Vert.x takes a
 * connection's address for that name, and its own trust from files that it reads once.
 *
 * <p>No session is resumed: a certificate is looked at each time, and one that has expired, or
 * whose authority is no longer trusted, is noticed.
 */
public final class CheckTls extends JdkSSLEngineOptions {
  private final Context context;

  /**
   * Makes it.
   *
   * @param trust whom it trusts
   * @param identity what it shows, if anything
   * @param name the server's name or IP address, without brackets
   */
  public CheckTls(Trust trust, Optional<ClientIdentity> identity, String name) {
    this(new Context(trust, identity, new ServerName(name)));
  }

  private CheckTls(Context context) {
    this.context = context;
  }

  /**
   * Sets up a client: without trust of its own Vert.x would not ask for that of its engine.
   *
   * @param options the client's
   */
  public void applyTo(HttpClientOptions options) {
    options.setSslEngineOptions(this);
    options.setTrustOptions(TrustOptions.wrap(context.trust.manager(context.name)));
    options.setVerifyHost(false); // the trust does it, which knows the name
  }

  @Override
  public CheckTls copy() {
    return new CheckTls(context);
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return () -> context;
  }

  /** Makes engines of what is trusted and shown at the time. */
  private static final class Context extends SslContext {
    private final Trust trust;
    private final Optional<ClientIdentity> identity;
    private final ServerName name;
    private volatile Made made;

    private record Made(Object trusted, KeyManager[] keys, JdkSslContext context) {}

    Context(Trust trust, Optional<ClientIdentity> identity, ServerName name) {
      this.trust = trust;
      this.identity = identity;
      this.name = name;
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
      SSLEngine engine = current().newEngine(allocator); // without a peer there is no resumption
      name.sni()
          .ifPresent(
              sni -> {
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setServerNames(List.<SNIServerName>of(sni));
                engine.setSSLParameters(parameters);
              });
      return engine;
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
      return newEngine(allocator);
    }

    @Override
    public boolean isClient() {
      return true;
    }

    @Override
    public List<String> cipherSuites() {
      return current().cipherSuites();
    }

    @Override
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
      return current().applicationProtocolNegotiator();
    }

    @Override
    public SSLSessionContext sessionContext() {
      return current().sessionContext();
    }

    private JdkSslContext current() {
      Object trusted = trust.state();
      KeyManager[] keys = identity.map(ClientIdentity::current).orElse(null);
      Made last = made;
      if (last == null || last.trusted() != trusted || last.keys() != keys) {
        last = new Made(trusted, keys, make(keys));
        made = last;
      }
      return last.context();
    }

    private JdkSslContext make(KeyManager[] keys) {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {trust.manager(name)}, null);
        return new JdkSslContext(
            context,
            true,
            null,
            SupportedCipherSuiteFilter.INSTANCE,
            null,
            ClientAuth.NONE,
            null,
            false);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has TLS", e);
      }
    }
  }
}
