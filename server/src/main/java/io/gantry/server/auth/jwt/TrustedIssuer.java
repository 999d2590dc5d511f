package io.gantry.server.auth.jwt;

import io.gantry.server.auth.jwt.AuthenticationConfiguration.Issuer;

/** An issuer whose configuration is right, and what becomes of its claims. */
record TrustedIssuer(Issuer issuer, ClaimsMapper mapper) {}
