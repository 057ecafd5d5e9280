package io.github.realtimekit.activesession.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.extension.Extension;

/**
 * Certificates for localhost. Every client in this process trusts the first one, because JUnit loads this extension
 * before any test.
 */
public final class Tls implements Extension {
    /** What a server with the trusted certificate needs. */
    static final HandshakeCertificates TRUSTED;

    private static final char[] PASSWORD = "changeit".toCharArray();

    static {
        HeldCertificate certificate = localhost();
        TRUSTED = server(certificate);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {certificate.certificate()};
            store.setKeyEntry("localhost", certificate.keyPair().getPrivate(), PASSWORD, chain);
            Path file = Files.createTempFile("trusted", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD);
            }
            System.setProperty("javax.net.ssl.trustStore", file.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", String.valueOf(PASSWORD));
        } catch (GeneralSecurityException | IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What a server needs whose certificate nobody trusts. */
    static HandshakeCertificates unknown() {
        return server(localhost());
    }

    private static HeldCertificate localhost() {
        return new HeldCertificate.Builder()
                .commonName("localhost")
                .addSubjectAlternativeName("localhost")
                .build();
    }

    private static HandshakeCertificates server(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    }
}
