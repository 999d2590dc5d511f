package io.gantry.server.remote;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why a server was not reached, in the words that clients of Kubernetes know. */
public final class DialErrors {
    private DialErrors() {}

    public static String text(Address address, IOException failure) {
        String message = failure.getMessage() == null ? "EOF" : failure.getMessage();
        return switch (failure) {
            case UnknownHostException e -> "dial tcp: lookup " + address.host() + ": no such host";
            case ConnectException e -> "dial tcp " + address + ": connect: connection refused";
            case NoRouteToHostException e -> "dial tcp " + address + ": connect: no route to host";
            case SocketTimeoutException e ->
                message.startsWith("Connect") ? "dial tcp " + address + ": i/o timeout" : "context deadline exceeded";
            case SSLException e -> tls(message);
            case EOFException e -> "EOF";
            default -> message.equals("Socket closed") ? "context deadline exceeded" : message;
        };
    }

    private static String tls(String message) {
        if (message.contains("PKIX path") || message.contains("unable to find valid certification path")) {
            return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
        }
        if (message.contains("No subject alternative") || message.contains("No name matching")) {
            return "tls: failed to verify certificate: x509: " + message;
        }
        return message.contains("Socket closed") ? "context deadline exceeded" : "tls: " + message;
    }
}
