/** Whom the tokens of OpenID Connect issuers stand for: structured authentication. */
@org.jspecify.annotations.NullMarked
package io.gantry.server.auth.jwt;
