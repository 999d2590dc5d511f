package io.gantry.api.validation;

import io.gantry.api.core.v1.TypedLocalObjectReference;
import io.gantry.api.names.Names;
import io.gantry.api.networking.v1.HTTPIngressPath;
import io.gantry.api.networking.v1.IPBlock;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.networking.v1.IngressBackend;
import io.gantry.api.networking.v1.IngressClass;
import io.gantry.api.networking.v1.IngressRule;
import io.gantry.api.networking.v1.IngressServiceBackend;
import io.gantry.api.networking.v1.IngressSpec;
import io.gantry.api.networking.v1.NetworkPolicy;
import io.gantry.api.networking.v1.NetworkPolicyPeer;
import io.gantry.api.networking.v1.NetworkPolicyPort;
import io.gantry.api.networking.v1.NetworkPolicySpec;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/** Ingresses and network policies. */
final class NetworkingRules {
    private static final List<String> PATH_TYPES = List.of("Exact", "ImplementationSpecific", "Prefix");
    private static final List<String> ILLEGAL = List.of("//", "/./", "/../", "%2f", "%2F");
    private static final List<String> ILLEGAL_ENDS = List.of("/..", "/.");

    private NetworkingRules() {}

    static void ingress(Ingress ingress, FieldErrors errors) {
        IngressSpec spec = ingress.spec();
        if (spec.rules().isEmpty() && spec.defaultBackend() == null) {
            errors.invalid(FieldPath.SPEC, (Object) null, "either `defaultBackend` or `rules` must be specified");
        }
        if (spec.defaultBackend() != null) {
            backend(spec.defaultBackend(), FieldPath.SPEC.child("defaultBackend"), errors);
        }
        for (int i = 0; i < spec.rules().size(); i++) {
            rule(spec.rules().get(i), FieldPath.SPEC.child("rules").index(i), errors);
        }
        for (int i = 0; i < spec.tls().size(); i++) {
            FieldPath path = FieldPath.SPEC.child("tls").index(i);
            for (int j = 0; j < spec.tls().get(i).hosts().size(); j++) {
                host(spec.tls().get(i).hosts().get(j), path.child("hosts").index(j), errors);
            }
        }
        if (spec.ingressClassName() != null) {
            errors.invalid(
                    FieldPath.SPEC.child("ingressClassName"),
                    spec.ingressClassName(),
                    Names.dns1123Subdomain(spec.ingressClassName()));
        }
    }

    private static void host(String host, FieldPath path, FieldErrors errors) {
        errors.invalid(
                path, host, host.contains("*") ? Names.wildcardDns1123Subdomain(host) : Names.dns1123Subdomain(host));
    }

    private static void rule(IngressRule rule, FieldPath path, FieldErrors errors) {
        String host = rule.host();
        if (host != null && !host.isEmpty()) {
            if (Addresses.parse(host) != null) {
                errors.invalid(path.child("host"), host, "must be a DNS name, not an IP address");
            }
            host(host, path.child("host"), errors);
        }
        if (rule.http() == null) {
            return;
        }
        FieldPath paths = path.child("http").child("paths");
        if (rule.http().paths().isEmpty()) {
            errors.required(paths, "");
        }
        for (int i = 0; i < rule.http().paths().size(); i++) {
            httpPath(rule.http().paths().get(i), paths.index(i), errors);
        }
    }

    private static void httpPath(HTTPIngressPath http, FieldPath path, FieldErrors errors) {
        String text = http.path() == null ? "" : http.path();
        switch (http.pathType()) {
            case "" -> errors.required(path.child("pathType"), "pathType must be specified");
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
            default -> errors.notSupported(path.child("pathType"), http.pathType(), PATH_TYPES);
        }
        backend(http.backend(), path.child("backend"), errors);
    }

    private static void backend(IngressBackend backend, FieldPath path, FieldErrors errors) {
        IngressServiceBackend service = backend.service();
        TypedLocalObjectReference resource = backend.resource();
        if (service != null && resource != null) {
            errors.invalid(path, "", "cannot set both resource and service backends");
        } else if (resource != null) {
            VolumeRules.requiredText(resource.kind(), path.child("resource").child("kind"), errors);
            VolumeRules.requiredText(resource.name(), path.child("resource").child("name"), errors);
        } else if (service == null) {
            errors.required(path, "resource or service backend is required");
        } else {
            if (service.name().isEmpty()) {
                errors.required(path.child("service").child("name"), "");
            } else {
                errors.invalid(path.child("service").child("name"), service.name(), Names.dns1035Label(service.name()));
            }
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

    static void ingressClass(IngressClass ingressClass, FieldErrors errors) {
        String controller = ingressClass.spec().controller() == null
                ? ""
                : ingressClass.spec().controller();
        FieldPath path = FieldPath.SPEC.child("controller");
        if (controller.length() > 250) {
            errors.tooLong(path, 250);
        }
        if (controller.isEmpty()) {
            errors.required(path, "");
        } else if (controller.indexOf('/') < 0
                || !Names.qualifiedName(controller).isEmpty()) {
            errors.invalid(path, controller, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        }
        var parameters = ingressClass.spec().parameters();
        if (parameters != null) {
            FieldPath place = FieldPath.SPEC.child("parameters");
            VolumeRules.requiredText(parameters.kind(), place.child("kind"), errors);
            VolumeRules.requiredText(parameters.name(), place.child("name"), errors);
            errors.oneOf(place.child("scope"), parameters.scope(), List.of("Cluster", "Namespace"));
            if ("Namespace".equals(parameters.scope())) {
                VolumeRules.requiredText(parameters.namespace(), place.child("namespace"), errors);
            } else if ("Cluster".equals(parameters.scope()) && parameters.namespace() != null) {
                errors.forbidden(place.child("namespace"), "`parameters.scope` is set to 'Cluster'");
            }
        }
    }

    static void ingressClassUpdate(IngressClass updated, IngressClass old, FieldErrors errors) {
        errors.immutable(
                FieldPath.SPEC.child("controller"),
                updated.spec().controller(),
                old.spec().controller());
        ingressClass(updated, errors);
    }

    static void networkPolicy(NetworkPolicy policy, FieldErrors errors) {
        NetworkPolicySpec spec = policy.spec();
        SelectorRules.selector(spec.podSelector(), FieldPath.SPEC.child("podSelector"), errors);
        for (int i = 0; i < spec.ingress().size(); i++) {
            FieldPath path = FieldPath.SPEC.child("ingress").index(i);
            ports(spec.ingress().get(i).ports(), path.child("ports"), errors);
            peers(spec.ingress().get(i).from(), path.child("from"), errors);
        }
        for (int i = 0; i < spec.egress().size(); i++) {
            FieldPath path = FieldPath.SPEC.child("egress").index(i);
            ports(spec.egress().get(i).ports(), path.child("ports"), errors);
            peers(spec.egress().get(i).to(), path.child("to"), errors);
        }
        FieldPath types = FieldPath.SPEC.child("policyTypes");
        if (spec.policyTypes().size() > 2) {
            errors.invalid(types, spec.policyTypes(), "may not specify more than two policyTypes");
            return;
        }
        for (int i = 0; i < spec.policyTypes().size(); i++) {
            errors.optionalOneOf(types.index(i), spec.policyTypes().get(i), List.of("Egress", "Ingress"));
        }
    }

    private static void ports(List<NetworkPolicyPort> ports, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < ports.size(); i++) {
            NetworkPolicyPort port = ports.get(i);
            FieldPath place = path.index(i);
            errors.optionalOneOf(place.child("protocol"), port.protocol(), ServiceRules.PROTOCOLS);
            if (port.port() == null) {
                if (port.endPort() != null) {
                    errors.required(place.child("port"), "must be specified when `endPort` is specified");
                }
                continue;
            }
            Formats.port(port.port(), place.child("port"), errors);
            if (port.endPort() != null) {
                if (!port.port().isInt()) {
                    errors.invalid(
                            place.child("endPort"), port.endPort(), "may not be specified when `port` is non-numeric");
                } else if (port.endPort() < port.port().intValue()) {
                    errors.invalid(place.child("endPort"), port.endPort(), "must be greater than or equal to `port`");
                }
                errors.invalid(place.child("endPort"), port.endPort(), Names.portNumber(port.endPort()));
            }
        }
    }

    private static void peers(List<NetworkPolicyPeer> peers, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < peers.size(); i++) {
            NetworkPolicyPeer peer = peers.get(i);
            FieldPath place = path.index(i);
            SelectorRules.selector(peer.podSelector(), place.child("podSelector"), errors);
            SelectorRules.selector(peer.namespaceSelector(), place.child("namespaceSelector"), errors);
            boolean selects = peer.podSelector() != null || peer.namespaceSelector() != null;
            if (peer.ipBlock() != null) {
                block(peer.ipBlock(), place.child("ipBlock"), errors);
                if (selects) {
                    errors.forbidden(place, "may not specify both ipBlock and another peer");
                }
            } else if (!selects) {
                errors.required(place, "must specify a peer");
            }
        }
    }

    private static void block(IPBlock block, FieldPath path, FieldErrors errors) {
        if (block.cidr().isEmpty()) {
            errors.required(path.child("cidr"), "");
            return;
        }
        Addresses.network(block.cidr(), path.child("cidr"), errors);
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
