package io.gantry.api.validation;

import io.gantry.api.core.v1.TypedLocalObjectReference;
import io.gantry.api.names.Names;
import io.gantry.api.networking.v1.HTTPIngressPath;
import io.gantry.api.networking.v1.IPBlock;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.networking.v1.IngressBackend;
import io.gantry.api.networking.v1.IngressClassParametersReference;
import io.gantry.api.networking.v1.IngressRule;
import io.gantry.api.networking.v1.IngressServiceBackend;
import io.gantry.api.networking.v1.IngressSpec;
import io.gantry.api.networking.v1.NetworkPolicyPeer;
import io.gantry.api.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/** Ingresses and network policies. */
final class NetworkingRules {
    private static final List<String> ILLEGAL = List.of("//", "/./", "/../", "%2f", "%2F");
    private static final List<String> ILLEGAL_ENDS = List.of("/..", "/.");

    private NetworkingRules() {}

    static void ingress(Ingress ingress, FieldErrors errors) {
        IngressSpec spec = ingress.spec();
        if (spec.rules().isEmpty() && spec.defaultBackend() == null) {
            errors.invalid(FieldPath.SPEC, (Object) null, "either `defaultBackend` or `rules` must be specified");
        }
    }

    static void check(IngressRule rule, FieldPath path, FieldErrors errors) {
        String host = rule.host();
        if (host != null && !host.isEmpty() && Addresses.parse(host) != null) {
            errors.invalid(path.child("host"), host, "must be a DNS name, not an IP address");
        }
    }

    static void check(HTTPIngressPath http, FieldPath path, FieldErrors errors) {
        String text = http.path() == null ? "" : http.path();
        switch (http.pathType()) {
            case "Exact", "Prefix" -> {
                if (!text.startsWith("/")) {
                    errors.invalid(path.child("path"), text, "must be an absolute path");
                }
                if (!text.isEmpty()) {
                    for (String illegal : ILLEGAL) {
                        if (text.contains(illegal)) {
                            errors.invalid(path.child("path"), text, "must not contain '" + illegal + "'");
                        }
                    }
                    for (String illegal : ILLEGAL_ENDS) {
                        if (text.endsWith(illegal)) {
                            errors.invalid(path.child("path"), text, "cannot end with '" + illegal + "'");
                        }
                    }
                }
            }
            case "ImplementationSpecific" -> {
                if (!text.isEmpty() && !text.startsWith("/")) {
                    errors.invalid(path.child("path"), text, "must be an absolute path");
                }
            }
            default -> {} // refused as no type of a path
        }
    }

    static void check(IngressBackend backend, FieldPath path, FieldErrors errors) {
        IngressServiceBackend service = backend.service();
        TypedLocalObjectReference resource = backend.resource();
        if (service != null && resource != null) {
            errors.invalid(path, "", "cannot set both resource and service backends");
        } else if (resource != null) {
            CoreV1TypedLocalObjectReferenceChecks.check(resource, path.child("resource"), errors);
        } else if (service == null) {
            errors.required(path, "resource or service backend is required");
        } else {
            NetworkingV1IngressServiceBackendChecks.check(service, path.child("service"), errors);
            String name = service.port().name();
            Integer number = service.port().number();
            FieldPath port = path.child("service").child("port");
            if (name != null && number != null) {
                errors.invalid(path, "", "cannot set both port name & port number");
            } else if (name != null) {
                errors.invalid(port.child("name"), name, Names.portName(name));
            } else if (number != null) {
                errors.invalid(port.child("number"), number, Names.portNumber(number));
            } else {
                errors.required(path, "port name or number is required");
            }
        }
    }

    static void check(IngressClassParametersReference parameters, FieldPath path, FieldErrors errors) {
        if ("Namespace".equals(parameters.scope())) {
            if (parameters.namespace() == null || parameters.namespace().isEmpty()) {
                errors.required(path.child("namespace"), "");
            }
        } else if ("Cluster".equals(parameters.scope()) && parameters.namespace() != null) {
            errors.forbidden(path.child("namespace"), "`parameters.scope` is set to 'Cluster'");
        }
    }

    static void check(NetworkPolicyPort port, FieldPath path, FieldErrors errors) {
        if (port.endPort() == null) {
            return;
        }
        if (port.port() == null) {
            errors.required(path.child("port"), "must be specified when `endPort` is specified");
            return;
        }
        if (!port.port().isInt()) {
            errors.invalid(path.child("endPort"), port.endPort(), "may not be specified when `port` is non-numeric");
        } else if (port.endPort() < port.port().intValue()) {
            errors.invalid(path.child("endPort"), port.endPort(), "must be greater than or equal to `port`");
        }
        errors.invalid(path.child("endPort"), port.endPort(), Names.portNumber(port.endPort()));
    }

    static void check(NetworkPolicyPeer peer, FieldPath path, FieldErrors errors) {
        boolean selects = peer.podSelector() != null || peer.namespaceSelector() != null;
        if (peer.ipBlock() != null && selects) {
            errors.forbidden(path, "may not specify both ipBlock and another peer");
        } else if (peer.ipBlock() == null && !selects) {
            errors.required(path, "must specify a peer");
        }
    }

    static void check(IPBlock block, FieldPath path, FieldErrors errors) {
        if (block.cidr().isEmpty()) {
            return;
        }
        for (int i = 0; i < block.except().size(); i++) {
            String except = block.except().get(i);
            FieldPath place = path.child("except").index(i);
            Addresses.network(except, place, errors);
            if (Addresses.isNetwork(except)
                    && Addresses.isNetwork(block.cidr())
                    && !strictlyInside(except, block.cidr())) {
                errors.invalid(place, except, "must be a strict subset of `cidr`");
            }
        }
    }

    private static boolean strictlyInside(String inner, String outer) {
        int innerBits = Integer.parseInt(inner.substring(inner.indexOf('/') + 1));
        int outerBits = Integer.parseInt(outer.substring(outer.indexOf('/') + 1));
        byte[] a = address(inner);
        byte[] b = address(outer);
        if (a.length != b.length || innerBits <= outerBits) {
            return false;
        }
        int shift = 8 * a.length - outerBits;
        return new BigInteger(1, a).shiftRight(shift).equals(new BigInteger(1, b).shiftRight(shift));
    }

    private static byte[] address(String network) {
        return InetAddress.ofLiteral(network.substring(0, network.indexOf('/'))).getAddress();
    }
}
