package io.exavip.probe.tls;

import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a check trusts. That it is everybody has to be said: nothing else ever leads to it. */
public final class Trust {
  /** Every certificate is taken, for whatever name: the user wants none verified. */
  public static final Trust EVERYBODY = new Trust(null);

  private final Authorities authorities;

  private Trust(Authorities authorities) {
    this.authorities = authorities;
  }

  /**
   * Trust in those for whom some authorities vouch.
   *
   * @param authorities the authorities
   * @return the trust
   */
  public static Trust in(Authorities authorities) {
    return new Trust(Objects.requireNonNull(authorities));
  }

  /**
   * The authorities.
   *
   * @return the authorities; empty for {@link #EVERYBODY} alone
   */
  public Optional<Authorities> authorities() {
    return Optional.ofNullable(authorities);
  }

  /** What verifies a server of this name now. */
  X509ExtendedTrustManager manager(ServerName name) {
    return authorities == null ? new AnyTrust() : new NamedTrust(authorities.current(), name);
  }

  /** Changes when what is trusted does. */
  Object state() {
    return authorities == null ? EVERYBODY : authorities.current();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trust trust && authorities == trust.authorities;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(authorities);
  }
}
