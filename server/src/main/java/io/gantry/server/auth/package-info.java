/** Who a request comes from and what it may do: client certificates, bearer tokens, RBAC and its bootstrap policy. */
@NullMarked
package io.gantry.server.auth;

import org.jspecify.annotations.NullMarked;
