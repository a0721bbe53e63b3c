-- Sets a database up for Yuimachi. Run once by an administrator, as psql -f (compose does it at the first start).
-- The password comes from the environment: DATABASE_PASSWORD.
-- Our role may make databases (the blueprint's scratch one) and is no superuser. pgvector has to be installed by a
-- superuser, so it stands in the product's database and in the template of the scratch one.
\set ON_ERROR_STOP on
\getenv password DATABASE_PASSWORD

CREATE ROLE yuimachi LOGIN CREATEDB PASSWORD :'password';
CREATE DATABASE yuimachi OWNER yuimachi TEMPLATE template0 ENCODING 'UTF8';
CREATE DATABASE yuimachi_template OWNER yuimachi TEMPLATE template0 ENCODING 'UTF8';
REVOKE CONNECT, TEMPORARY ON DATABASE yuimachi, yuimachi_template FROM PUBLIC;

\connect yuimachi
CREATE SCHEMA extensions AUTHORIZATION yuimachi;
CREATE EXTENSION vector SCHEMA extensions;
ALTER SCHEMA public OWNER TO yuimachi;

\connect yuimachi_template
CREATE SCHEMA extensions AUTHORIZATION yuimachi;
CREATE EXTENSION vector SCHEMA extensions;
ALTER SCHEMA public OWNER TO yuimachi;
ALTER DATABASE yuimachi_template WITH IS_TEMPLATE true;
