package io.gantry.server.auth.jwt;

import io.gantry.base.Time;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.Issuer;
import io.gantry.server.auth.jwt.IdTokenVerifier.Verified;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes users of the tokens of one issuer. Thread-safe; waits for the issuer when a token's key is not known. */
final class JwtIssuer implements AutoCloseable {
    /** Whom a token stands for, until when. */
    record Accepted(UserInfo user, Instant expiresAt) {}

    private final TrustedIssuer trusted;
    private final IssuerDocuments documents;
    private final IssuerKeys keys;
    private final IdTokenVerifier verifier;
    private final @Nullable DistributedClaim groups;

    JwtIssuer(TrustedIssuer trusted, Set<String> algorithms, IssuerDocuments documents, Time time) {
        Issuer issuer = trusted.issuer();
        this.trusted = trusted;
        this.documents = documents;
        this.keys = new IssuerKeys(issuer, documents, time);
        this.verifier = new IdTokenVerifier(issuer.url(), issuer.audiences(), algorithms, keys, time);
        String claim = trusted.mapper().groupsClaim();
        this.groups = claim.isEmpty()
                ? null
                : new DistributedClaim(
                        claim,
                        documents,
                        name -> name.equals(issuer.url())
                                ? verifier
                                : new IdTokenVerifier(
                                        name,
                                        issuer.audiences(),
                                        algorithms,
                                        new IssuerKeys(
                                                new Issuer(name, "", "", issuer.audiences(), "", ""), documents, time),
                                        time));
    }

    String url() {
        return trusted.issuer().url();
    }

    /** @throws IOException when the issuer does not answer, or with something else */
    void readKeys() throws IOException, InterruptedException {
        keys.read();
    }

    Accepted accept(String token) throws TokenRefusal {
        Verified verified = verifier.verify(token);
        Map<String, Object> claims = groups == null ? verified.claims() : groups.expand(verified.claims());
        return new Accepted(trusted.mapper().map(claims), verified.expiresAt());
    }

    @Override
    public void close() {
        documents.close();
    }
}
