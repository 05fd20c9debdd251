//! An OpenID provider on loopback, and the rate at which the cryptographic library signs.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RsaEncoding};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

/// How long a token is good for, in seconds.
const TOKEN_SECONDS: u64 = 7_200;

/// A provider whose documents are served by a thread of its own.
pub struct Issuer {
    /// Its URL.
    pub url: String,
    key: Arc<KeyPair>,
}

impl Issuer {
    /// Starts one with a new RSA key of 2048 bits.
    pub fn start() -> Result<Self, String> {
        let key = KeyPair::generate(KeySize::Rsa2048).map_err(|error| error.to_string())?;
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let issuer = Self { url: format!("http://{address}"), key: Arc::new(key) };
        let public = issuer.key.public_key();
        let encoded = |number: &[u8]| URL_SAFE_NO_PAD.encode(number);
        let keys = json!({"keys": [{
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "bench",
            "n": encoded(public.modulus().big_endian_without_leading_zero()),
            "e": encoded(public.exponent().big_endian_without_leading_zero()),
        }]});
        let discovery = json!({
            "issuer": issuer.url,
            "jwks_uri": format!("{}/keys", issuer.url),
            "id_token_signing_alg_values_supported": ["RS256"],
        });
        std::thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                // A client that goes away gets no document.
                let _served = answer(&socket, &discovery.to_string(), &keys.to_string());
            }
        });
        Ok(issuer)
    }

    /// The provider's name in a `Logins` map.
    pub fn name(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// Tokens for users in turn, no two alike, signed by RS256 on all cores.
    pub fn tokens(&self, first: usize, count: usize, users: usize) -> Result<Vec<String>, String> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            let part = count.div_ceil(cores);
            let numbers = (0..cores)
                .map(|core| first + core * part..(first + (core + 1) * part).min(first + count));
            let signed = |number: usize| self.token(number, number % users);
            let running: Vec<_> = numbers
                .map(|part| scope.spawn(move || part.map(signed).collect::<Result<Vec<_>, _>>()))
                .collect();
            let mut tokens = Vec::with_capacity(count);
            for thread in running {
                tokens.extend(thread.join().map_err(|_| "signing failed")??);
            }
            Ok(tokens)
        })
    }

    fn token(&self, number: usize, user: usize) -> Result<String, String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
        let claims = json!({
            "iss": self.url, "aud": "bench", "sub": format!("user-{user}"), "jti": number.to_string(),
            "iat": now, "exp": now + TOKEN_SECONDS,
        });
        let header = json!({"alg": "RS256", "kid": "bench", "typ": "JWT"});
        let mut token = URL_SAFE_NO_PAD.encode(header.to_string());
        token.push('.');
        token.push_str(&URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature = signature(&self.key, &RSA_PKCS1_SHA256, token.as_bytes())?;
        Ok(format!("{token}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

fn answer(mut socket: &TcpStream, discovery: &str, keys: &str) -> std::io::Result<()> {
    let mut path = String::new();
    let mut lines = BufReader::new(socket);
    lines.read_line(&mut path)?;
    let mut line = String::new();
    while lines.read_line(&mut line)? > 2 {
        line.clear();
    }
    let body = if path.starts_with("GET /keys") { keys } else { discovery };
    write!(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn signature(key: &KeyPair, by: &'static dyn RsaEncoding, text: &[u8]) -> Result<Vec<u8>, String> {
    let mut signature = vec![0; key.public_modulus_len()];
    let signed = key.sign(by, &SystemRandom::new(), text, &mut signature);
    signed.map_err(|_| "the key does not sign".to_owned())?;
    Ok(signature)
}

/// RS512 signatures per second of all cores together, as many bytes each as an identity token's.
pub fn rs512_rate(time: Duration) -> Result<f64, String> {
    let key = KeyPair::generate(KeySize::Rsa2048).map_err(|error| error.to_string())?;
    let text = vec![b'x'; 600];
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let start = Instant::now();
    let count: usize = std::thread::scope(|scope| {
        let run = || {
            let mut count = 0;
            while start.elapsed() < time {
                signature(&key, &RSA_PKCS1_SHA512, &text)?;
                count += 1;
            }
            Ok::<usize, String>(count)
        };
        let running: Vec<_> = (0..cores).map(|_| scope.spawn(run)).collect();
        let joined =
            running.into_iter().map(|thread| thread.join().map_err(|_| "signing failed")?);
        joined.sum::<Result<usize, String>>()
    })?;
    Ok(count as f64 / start.elapsed().as_secs_f64())
}
